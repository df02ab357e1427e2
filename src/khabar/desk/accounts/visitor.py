"""Who asks: somebody signed in, the holder of a token, the person at this machine, or nobody that is known; and what each may do."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.ledger.accounts import ROLES, Role
from khabar.ledger.audit import Origin, Way


@dataclass(frozen=True, slots=True)
class Visitor:
    """`name` and `role` are None for somebody who is not known. `address` is the network address that the request came from."""

    name: str | None
    role: Role | None
    way: Way
    address: str

    def may(self, role: Role) -> bool:
        """Whether the visitor has a role, or one that stands above it."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)

    @property
    def origin(self) -> Origin:
        """As the audit writes it down."""
        return Origin(self.name or "", self.way, self.address)
