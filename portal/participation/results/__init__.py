"""Co-benefit: what came of a project, who benefits, how content they are, who looks after it."""
