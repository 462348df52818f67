package dev.freshet.bench.report;

import java.util.Locale;

/** Charts as HTML: bars as boxes, lines as SVG. */
final class Figures {
  /** Leaves room for the number of the longest bar. */
  private static final double LONGEST = 68;

  private Figures() {}

  static String of(Chart chart) {
    return switch (chart) {
      case Chart.Bars bars -> bars(bars);
      case Chart.Lines lines -> LinePlot.figure(lines);
    };
  }

  static String figure(String title, String note, String content) {
    return "<figure><figcaption>%s <small>%s</small></figcaption>\n%s</figure>\n"
        .formatted(Html.text(title), Html.text(note), content);
  }

  private static String bars(Chart.Bars chart) {
    double most = chart.bars().stream().mapToDouble(Chart.Bar::value).max().orElse(1);
    double least =
        chart.bars().stream()
            .mapToDouble(Chart.Bar::value)
            .filter(value -> value > 0)
            .min()
            .orElse(1);
    StringBuilder rows = new StringBuilder("<div class=\"bars\">\n");
    for (Chart.Bar bar : chart.bars()) {
      double share =
          chart.logarithmic()
              ? magnitude(bar.value(), least, most)
              : bar.value() / Math.max(most, Double.MIN_NORMAL);
      String type = bar.ours() ? " ours" : "";
      rows.append(
          String.format(
              Locale.ROOT,
              "<span class=\"label%s\">%s</span><span class=\"bar%s\"><i style=\"width:%.1f%%\"></i>"
                  + "<span>%s</span></span>%n",
              type,
              Html.text(bar.label()),
              type,
              LONGEST * share,
              Html.text(chart.unit().text(bar.value()))));
    }
    return figure(
        chart.title(), chart.logarithmic() ? "log scale" : "", rows.append("</div>\n").toString());
  }

  /** From a tenth of the smallest value, which has length 0, to the largest. */
  private static double magnitude(double value, double least, double most) {
    double decades = Math.log10(most / least) + 1;
    return value <= 0 ? 0 : (Math.log10(value / least) + 1) / decades;
  }
}
