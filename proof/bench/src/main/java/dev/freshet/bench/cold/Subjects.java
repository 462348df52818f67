package dev.freshet.bench.cold;

import dev.freshet.bench.cold.RecordedEvents.Recorded;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.emulators.lambda.functions.FunctionSpecs;
import dev.freshet.emulators.template.Resource;
import dev.freshet.local.system.LocalSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The measured functions: those of the template, and a minimal one. */
final class Subjects {
  private static final String ALL = "all";

  private Subjects() {}

  /**
   * The minimal function first, then the functions of these names, in the template's order.
   *
   * @param names logical ids of the template, or {@code all} for every one with an event
   * @param project the directory with the functions' zips
   * @param directory for the unpacked zips
   * @throws IllegalArgumentException if no function with an event has one of the names
   */
  static List<Subject> of(
      LocalSystem system,
      Map<String, Recorded> events,
      List<String> names,
      Path project,
      Path directory)
      throws IOException {
    List<Subject> subjects = new ArrayList<>();
    Map<Path, FunctionPackage> packages = new HashMap<>();
    for (Resource resource : system.template().ofType(FunctionSpecs.TYPE)) {
      Recorded recorded = events.get(resource.logicalId());
      if (recorded != null && (names.contains(ALL) || names.contains(resource.logicalId()))) {
        Path zip = project.resolve(resource.properties().text("CodeUri"));
        FunctionPackage code = packages.get(zip);
        if (code == null) {
          code = FunctionPackage.unpack(zip, directory);
          packages.put(zip, code);
        }
        subjects.add(new Subject(recorded.function(), code, recorded.event()));
      }
    }
    require(names, subjects, events);
    subjects.addFirst(hello(subjects.getFirst().function(), directory));
    return subjects;
  }

  private static void require(
      List<String> names, List<Subject> subjects, Map<String, Recorded> events) {
    List<String> found = subjects.stream().map(Subject::name).toList();
    for (String name : names) {
      if (!name.equals(ALL) && !found.contains(name)) {
        throw new IllegalArgumentException(
            name + " is not one of " + String.join(", ", events.keySet()));
      }
    }
  }

  private static Subject hello(FunctionSpec like, Path directory) throws IOException {
    FunctionSpec hello =
        new FunctionSpec(
            "hello",
            "hello",
            like.arn(),
            HelloHandler.class.getName(),
            Map.of("AWS_REGION", "us-east-1"),
            like.timeout(),
            like.memoryMegabytes(),
            like.reservedConcurrency(),
            like.async());
    return new Subject(hello, FunctionPackage.of(HelloHandler.class, directory), "{}");
  }
}
