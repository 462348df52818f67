package dev.freshet.local.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a TCP port from a command line. */
final class PortNumber implements ITypeConverter<Integer> {
  private static final int MAX = 65_535;

  @Override
  public Integer convert(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX) {
      return Integer.parseInt(text);
    }
    throw new TypeConversionException("must be 0 to %d, was %s".formatted(MAX, text));
  }
}
