"""Co-monitor: milestones, contracts, money, residents' inspections, the monitoring committee."""
