package dev.freshet.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The findings for programs: each table as rows of named numbers. */
public final class JsonFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonFile() {}

  public static String text(Findings findings) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("at", findings.at().toString())
            .put("seconds", findings.took().toSeconds())
            .put("seed", findings.seed())
            .put("quick", findings.quick());
    root.set("machine", JSON.valueToTree(findings.machine()));
    ArrayNode goals = root.putArray("goals");
    findings.goals().forEach(goal -> goals.add(JSON.<ObjectNode>valueToTree(goal)));
    ArrayNode sections = root.putArray("sections");
    findings
        .sections()
        .forEach(section -> {
          ObjectNode node = sections.addObject().put("title", section.title());
          ArrayNode tables = node.putArray("tables");
          section.grids().forEach(grid -> add(grid, tables.addObject()));
        });
    return root.toPrettyString() + "\n";
  }

  private static void add(Grid grid, ObjectNode table) {
    table.put("caption", grid.caption());
    ArrayNode rows = table.putArray("rows");
    for (Grid.Row row : grid.rows()) {
      ObjectNode node = rows.addObject().put(grid.head(), row.label());
      for (int i = 0; i < row.values().size(); i++) {
        double value = row.values().get(i);
        String name = name(grid.columns().get(i));
        if (Double.isNaN(value)) {
          node.putNull(name);
        } else {
          node.put(name, value);
        }
      }
    }
  }

  private static String name(Grid.Column column) {
    return (column.title() + " " + column.unit().name()).strip();
  }
}
