"""Names to things: which names in the documents mean the same cluster or organisation."""

from jiqun.resolve.clusters import ClusterNames, cluster_key, resolve_clusters
from jiqun.resolve.organisations import Organisation, is_one_body, resolve_organisations

__all__ = ["ClusterNames", "Organisation", "cluster_key", "is_one_body", "resolve_clusters", "resolve_organisations"]
