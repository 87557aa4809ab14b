"""The web: fetching politely and safely, feeds, sitemaps, lists of pages."""
