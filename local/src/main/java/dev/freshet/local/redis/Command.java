package dev.freshet.local.redis;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A command of a client of Redis.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">Redis serialization
 *     protocol</a>
 */
final class Command {
  private static final int WORDS = 3;

  private final byte[] bytes;
  private final List<String> words;

  /**
   * Makes one.
   *
   * @param bytes the command as it was sent; not copied
   * @param words its name and first two arguments, if it has so many
   */
  Command(byte[] bytes, List<String> words) {
    this.bytes = bytes;
    this.words = List.copyOf(words);
  }

  /**
   * Reads the next command; empty at the end of the stream.
   *
   * @throws IOException if the stream ends within a command or is no RESP
   */
  static Optional<Command> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Optional<String> line = line(in, bytes);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String header = line.get();
    List<String> words =
        header.startsWith("*")
            ? words(in, bytes, number(header))
            : List.of(header.split(" ", WORDS)); // an inline command
    return Optional.of(new Command(bytes.toByteArray(), words));
  }

  /** The command as it was sent. */
  byte[] bytes() {
    return bytes;
  }

  List<String> words() {
    return words;
  }

  /** The command's name in upper case. */
  String name() {
    return word(0).toUpperCase(Locale.ROOT);
  }

  /** The name, 0, or one of the first two arguments; empty if it has fewer. */
  String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  private static List<String> words(InputStream in, ByteArrayOutputStream bytes, int count)
      throws IOException {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String header = line(in, bytes).orElseThrow(EOFException::new);
      int length = number(header);
      byte[] word = in.readNBytes(length + 2);
      if (word.length < length + 2) {
        throw new EOFException();
      }
      bytes.writeBytes(word);
      if (i < WORDS) {
        words.add(new String(word, 0, length, StandardCharsets.UTF_8));
      }
    }
    return words;
  }

  private static Optional<String> line(InputStream in, ByteArrayOutputStream bytes)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != -1; next = in.read()) {
      bytes.write(next);
      if (next == '\n') {
        return Optional.of(line.toString().stripTrailing());
      }
      line.append((char) next);
    }
    if (!line.isEmpty()) {
      throw new EOFException();
    }
    return Optional.empty();
  }

  private static int number(String header) throws IOException {
    try {
      return Integer.parseInt(header, 1, header.length(), 10);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("not a length: " + header, e);
    }
  }
}
