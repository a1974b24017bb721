"""The verbs about tokens for the review pages: token new, list, revoke."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jiqun.cli.app import Json, app, workspace

if TYPE_CHECKING:
    from jiqun.workspace.tokens import Token, Tokens

tokens = typer.Typer(help="Tokens for the review pages: who may look, who may judge.", rich_markup_mode=None)
app.add_typer(tokens, name="token", no_args_is_help=True)


@tokens.command()
def new(
    name: Annotated[str, typer.Argument(help="Whose it is: the name under the judgements.")],
    role: Annotated[str, typer.Option(help="reader (look), reviewer (judge) or owner (judge, undo any, build).")] = (
        "reviewer"
    ),
    as_json: Json = False,
) -> None:
    """Make a token and print its secret, once."""
    from jiqun import terminal

    token, secret = _tokens().new(name, role)
    if as_json:
        terminal.print_json(_body(token) | {"secret": secret})
    else:
        terminal.print_lines([terminal.one_line(_line(token)), secret])


@tokens.command("list")
def list_(as_json: Json = False) -> None:
    """List the tokens; their secrets are not kept."""
    from jiqun import terminal

    found = _tokens().all()
    if as_json:
        terminal.print_json([_body(token) for token in found])
    else:
        terminal.print_lines(terminal.one_line(_line(token)) for token in found)


@tokens.command()
def revoke(id: Annotated[int, typer.Argument(help="The number of the token.")]) -> None:
    """Let a token end now; judgements made with it stay."""
    from jiqun import terminal

    terminal.print_lines([terminal.one_line(_line(_tokens().revoke(id)))])


def _tokens() -> Tokens:
    from jiqun.workspace.tokens import Tokens

    return Tokens(workspace().folder / "tokens.json")


def _body(token: Token) -> dict[str, Any]:
    return {name: value for name, value in asdict(token).items() if name != "digest"}


def _line(token: Token) -> str:
    ended = f"  revoked {token.revoked}" if token.revoked else ""
    return f"#{token.id}  {token.role}  {token.name}  {token.made}{ended}"
