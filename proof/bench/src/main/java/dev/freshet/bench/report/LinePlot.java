package dev.freshet.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines over logarithmic axes as SVG; the upper end of the second one is a power of ten. */
final class LinePlot {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 270;
  private static final int LEFT = 58;
  private static final int RIGHT = 190;
  private static final int TOP = 14;
  private static final int BOTTOM = 44;

  /** Minimum distance between the labels of two lines. */
  private static final double NAME_HEIGHT = 15;

  private final Chart.Lines chart;
  private final double[] xs;
  private final double[] ys;

  private LinePlot(Chart.Lines chart) {
    this.chart = chart;
    this.xs = ends(points().mapToDouble(Chart.Point::x));
    this.ys = decades(ends(points().mapToDouble(Chart.Point::y).filter(y -> y > 0)));
  }

  private Stream<Chart.Point> points() {
    return chart.lines().stream().flatMap(line -> line.points().stream());
  }

  static String figure(Chart.Lines chart) {
    return Figures.figure(
        chart.title(),
        chart.yTitle() + " over " + chart.xTitle() + ", log scales",
        new LinePlot(chart).svg());
  }

  private String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, HEIGHT, Html.text(chart.title())));
    for (double y = ys[0]; y <= ys[1] * 1.001; y *= 10) {
      svg.append(horizontal(y));
    }
    chart.lines().stream()
        .flatMap(line -> line.points().stream())
        .map(Chart.Point::x)
        .distinct()
        .forEach(x -> svg.append(text(x(x), HEIGHT - BOTTOM + 18, "middle", "", tick(x))));
    svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "", chart.xTitle()));
    double[] names = names();
    for (int i = 0; i < chart.lines().size(); i++) {
      svg.append(line(chart.lines().get(i), names[i]));
    }
    return svg.append("</svg>\n").toString();
  }

  private String horizontal(double value) {
    double y = y(value);
    return String.format(
            Locale.ROOT,
            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
            LEFT,
            WIDTH - RIGHT,
            y,
            y)
        + text(LEFT - 8, y + 4, "end", "", tick(value));
  }

  private String line(Chart.Line line, double nameY) {
    String path =
        line.points().stream()
            .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point.x()), y(point.y())))
            .collect(Collectors.joining(" "));
    String dots =
        line.points().stream()
            .map(point ->
                String.format(
                    Locale.ROOT,
                    "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>%n",
                    x(point.x()),
                    y(point.y()),
                    Html.text(chart.unit().text(point.y()))))
            .collect(Collectors.joining());
    String name = line.label() + " " + chart.unit().text(line.points().getLast().y());
    return "<g%s><polyline class=\"line\" points=\"%s\"/>%n%s%s</g>%n"
        .formatted(
            line.ours() ? " class=\"ours\"" : "",
            path,
            dots,
            text(WIDTH - RIGHT + 8, nameY + 4, "start", "name", name));
  }

  /** Places labels beside the lines' ends without overlap. */
  private double[] names() {
    double[] at =
        chart.lines().stream().mapToDouble(line -> y(line.points().getLast().y())).toArray();
    List<Integer> order =
        IntStream.range(0, at.length)
            .boxed()
            .sorted((one, other) -> Double.compare(at[one], at[other]))
            .toList();
    for (int i = 1; i < at.length; i++) {
      at[order.get(i)] = Math.max(at[order.get(i)], at[order.get(i - 1)] + NAME_HEIGHT);
    }
    return at;
  }

  private double x(double value) {
    return LEFT + (WIDTH - RIGHT - LEFT) * share(value, xs);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share(Math.max(value, ys[0]), ys);
  }

  private static double share(double value, double[] ends) {
    return ends[0] == ends[1] ? 0.5 : Math.log(value / ends[0]) / Math.log(ends[1] / ends[0]);
  }

  private static double[] ends(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted.length == 0
        ? new double[] {1, 10}
        : new double[] {sorted[0], sorted[sorted.length - 1]};
  }

  private static double[] decades(double[] ends) {
    double low = Math.pow(10, Math.floor(Math.log10(ends[0])));
    double high = Math.pow(10, Math.ceil(Math.log10(ends[1])));
    return new double[] {low, high > low ? high : low * 10};
  }

  private static String tick(double value) {
    if (value >= 1e6) {
      return String.format(Locale.ROOT, "%,.0f M", value / 1e6);
    }
    return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
  }

  private static String text(double x, double y, String anchor, String type, String content) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        type,
        Html.text(content));
  }
}
