package dev.freshet.bench.report;

import java.util.List;

/** A picture of numbers. */
public sealed interface Chart {
  String title();

  /**
   * Horizontal bars with numbers.
   *
   * @param logarithmic whether the length stands for the magnitude
   */
  record Bars(String title, Unit unit, boolean logarithmic, List<Bar> bars) implements Chart {
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /**
   * A bar.
   *
   * @param ours whether it is Freshet's, and highlighted
   */
  record Bar(String label, double value, boolean ours) {}

  /** Lines over a logarithmic axis, labelled at their ends. */
  record Lines(String title, String xTitle, String yTitle, Unit unit, List<Line> lines)
      implements Chart {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  /** Values at some places, in order. */
  record Line(String label, List<Point> points, boolean ours) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A value at a place above zero. */
  record Point(double x, double y) {}
}
