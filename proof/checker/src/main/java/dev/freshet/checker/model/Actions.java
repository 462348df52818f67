package dev.freshet.checker.model;

import java.util.Arrays;

/** A list of actions by number: the possible ones, or the executed ones. */
public final class Actions {
  private static final int EXPECTED = 64;

  private int[] codes = new int[EXPECTED];
  private int size;

  public void clear() {
    size = 0;
  }

  public void add(int code) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, 2 * size);
    }
    codes[size++] = code;
  }

  public int size() {
    return size;
  }

  public int get(int index) {
    return codes[index];
  }

  public boolean contains(int code) {
    for (int i = 0; i < size; i++) {
      if (codes[i] == code) {
        return true;
      }
    }
    return false;
  }

  public int[] toArray() {
    return Arrays.copyOf(codes, size);
  }
}
