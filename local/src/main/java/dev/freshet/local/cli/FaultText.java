package dev.freshet.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Faults as a person reads them. */
final class FaultText {

  private FaultText() {}

  /** A line for each fault, and below it what is set or can be. */
  static String all(JsonNode answer) {
    StringBuilder text = new StringBuilder();
    answer.path("faults").forEach(fault -> text.append(one(fault)));
    return text.toString();
  }

  static String one(JsonNode fault) {
    boolean on = fault.path("on").asBoolean();
    String below = on ? set(fault) : settable(fault);
    return "%-4s%-22s%s%n%26s%s%n"
        .formatted(
            on ? "ON" : "off",
            fault.path("name").asText(),
            fault.path("description").asText(),
            "",
            below);
  }

  private static String set(JsonNode fault) {
    List<String> words = new ArrayList<>();
    JsonNode values = fault.path("values");
    values
        .fieldNames()
        .forEachRemaining(name -> words.add("--" + name + " " + values.path(name).asText()));
    if (fault.has("until")) {
      words.add("until " + fault.path("until").asText());
    }
    return words.isEmpty() ? "until it is cleared" : String.join(" ", words);
  }

  private static String settable(JsonNode fault) {
    List<String> words = new ArrayList<>();
    fault
        .path("settings")
        .forEach(setting -> {
          String name = "[--" + setting.path("name").asText();
          String byDefault = setting.path("default").asText();
          words.add(byDefault.isEmpty() ? name + " TIME]" : name + " " + byDefault + "]");
        });
    return String.join(" ", words);
  }
}
