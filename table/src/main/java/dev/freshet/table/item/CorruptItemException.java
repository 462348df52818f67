package dev.freshet.table.item;

/**
 * An item in the table lacks an attribute, or has it in another type: something other than this
 * code wrote it. Callers let it end the request; no retry helps.
 */
public final class CorruptItemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptItemException(String attribute) {
    super("an item has no usable attribute " + attribute);
  }

  CorruptItemException(String attribute, Throwable cause) {
    super("an item has no usable attribute " + attribute, cause);
  }
}
