"""Names to things: which names in the documents mean the same cluster or organisation."""

from jiqun.resolve.clusters import ClusterNames, cluster_key, resolve_clusters
from jiqun.resolve.entities import resolve_entities
from jiqun.resolve.identity import Identity, resolve_identity
from jiqun.resolve.organisations import Organisation, is_one_body, resolve_organisations

__all__ = [
    "ClusterNames",
    "Identity",
    "Organisation",
    "cluster_key",
    "is_one_body",
    "resolve_clusters",
    "resolve_entities",
    "resolve_identity",
    "resolve_organisations",
]
