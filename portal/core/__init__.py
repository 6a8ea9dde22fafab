"""Ground without models: settings readers, mail builder, registries, components."""
