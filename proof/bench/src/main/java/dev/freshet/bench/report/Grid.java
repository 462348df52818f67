package dev.freshet.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of numbers.
 *
 * @param head the kind of the rows
 */
public record Grid(String caption, String head, List<Column> columns, List<Row> rows) {
  public Grid {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.values().size() != columns.size()) {
        throw new IllegalArgumentException(row.label() + " has not a value for each column");
      }
    }
  }

  /** A column. */
  public record Column(String title, Unit unit) {}

  /** {@code NaN} stands for an unknown number. */
  public record Row(String label, List<Double> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  public static Builder of(String caption, String head, Column... columns) {
    return new Builder(caption, head, List.of(columns));
  }

  /** Collects rows. */
  public static final class Builder {
    private final String caption;
    private final String head;
    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    private Builder(String caption, String head, List<Column> columns) {
      this.caption = caption;
      this.head = head;
      this.columns = columns;
    }

    public Builder row(String label, Number... values) {
      rows.add(new Row(label, Arrays.stream(values).map(Number::doubleValue).toList()));
      return this;
    }

    public Grid build() {
      return new Grid(caption, head, columns, rows);
    }
  }
}
