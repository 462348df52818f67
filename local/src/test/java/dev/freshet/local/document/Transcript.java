package dev.freshet.local.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a document shows of a terminal: its {@code console} blocks, one step after the other. */
final class Transcript {
  private static final Pattern BLOCK =
      Pattern.compile("^```console\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final String PROMPT = "$ ";

  /** A command in one line, and the lines that it prints. */
  record Step(String command, List<String> printed) {
    Step {
      printed = List.copyOf(printed);
    }

    /** The lines before the first empty one: status and headers. */
    List<String> head() {
      return printed.stream().takeWhile(line -> !line.isEmpty()).toList();
    }

    String body() {
      return String.join("\n", printed.stream().skip(head().size()).toList()).strip();
    }

    @Override
    public String toString() {
      return command;
    }
  }

  private Transcript() {}

  static List<Step> of(String document) {
    List<Step> steps = new ArrayList<>();
    BLOCK
        .matcher(document)
        .results()
        .forEach(block -> {
          String whole = block.group(1).replaceAll(" *\\\\\\R *", " ");
          for (String step : whole.split("(?m)^" + Pattern.quote(PROMPT), -1)) {
            if (!step.isBlank()) {
              List<String> lines = step.lines().toList();
              steps.add(new Step(lines.getFirst(), lines.subList(1, lines.size())));
            }
          }
        });
    return steps;
  }
}
