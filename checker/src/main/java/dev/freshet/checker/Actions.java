package dev.freshet.checker;

import java.util.Arrays;

/** Actions in their numbers: those that are possible, or those that were done. */
final class Actions {
  private static final int EXPECTED = 64;

  private int[] codes = new int[EXPECTED];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int code) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, 2 * size);
    }
    codes[size++] = code;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return codes[index];
  }

  boolean contains(int code) {
    for (int i = 0; i < size; i++) {
      if (codes[i] == code) {
        return true;
      }
    }
    return false;
  }

  int[] toArray() {
    return Arrays.copyOf(codes, size);
  }
}
