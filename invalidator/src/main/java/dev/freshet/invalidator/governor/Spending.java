package dev.freshet.invalidator.governor;

/** Whether a purge may be paid for. */
public enum Spending {
  /** It may. */
  WITHIN_BUDGET,
  /** It may not, and the edge may hold copies from before new ones were made short-lived. */
  SPENT,
  /** It may not, and the edge holds short-lived copies only. */
  SPENT_AND_WIPED
}
