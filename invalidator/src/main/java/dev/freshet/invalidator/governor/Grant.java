package dev.freshet.invalidator.governor;

/**
 * How many of the purges that are wanted may be sent now, and what the others wait for.
 *
 * @param room as many as may be in progress at CloudFront are
 * @param pace CloudFront was called too often just now
 * @param budget the month's purges are spent
 */
public record Grant(int granted, int room, int pace, int budget) {}
