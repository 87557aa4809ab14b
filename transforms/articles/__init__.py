"""From bytes to an article: decoding, repair, identity, zones. Everything that happens before offsets exist."""
