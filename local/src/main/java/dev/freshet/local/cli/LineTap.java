package dev.freshet.local.cli;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes everything on, and each whole line to listeners as well. For one writer at a time. */
final class LineTap extends FilterOutputStream {
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineTap(OutputStream out) {
    super(out);
  }

  void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  @Override
  public void write(int octet) throws IOException {
    out.write(octet);
    take(octet);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    for (int i = from; i < from + length; i++) {
      take(bytes[i]);
    }
  }

  private void take(int octet) {
    if (octet != '\n') {
      line.write(octet);
      return;
    }
    String whole = line.toString(StandardCharsets.UTF_8);
    line.reset();
    listeners.forEach(listener -> listener.accept(whole));
  }
}
