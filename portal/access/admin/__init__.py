"""The admin's wall: guarded bases for everything of ours in Wagtail's admin (ADR 0003).

Small registers derive from `registers.RegisterAdmin` (wagtail-modeladmin), the work of staff from
`viewsets.GuardedModelViewSet`. Both start from the request's company and ask the model's policy
about the object itself. `doors` says which view opens to which role; what it does not name is 404.
"""
