package dev.freshet.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The findings as one self-contained page. */
public final class Html {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder page = new StringBuilder();
  private final Findings findings;

  private Html(Findings findings) {
    this.findings = findings;
  }

  public static String page(Findings findings) {
    Html html = new Html(findings);
    html.head();
    html.goals();
    for (int i = 0; i < findings.sections().size(); i++) {
      html.section(i, findings.sections().get(i));
    }
    return html.page.append("</body>\n</html>\n").toString();
  }

  private void head() {
    page.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Freshet: benchmark report</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>Freshet beside the rival designs</h1>
        <p class="soft">%s · %s run of %s · seed %d<br>%s</p>
        """
            .formatted(
                css(),
                DATE.format(findings.at()),
                findings.quick() ? "quick" : "full",
                minutes(),
                findings.seed(),
                text(findings.machine().text())));
  }

  private String minutes() {
    long seconds = findings.took().toSeconds();
    return "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }

  private void goals() {
    long met = findings.goals().stream().filter(Goal::met).count();
    page.append("<h2>%d of %d goals met</h2>\n".formatted(met, findings.goals().size()));
    page.append("<ul class=\"goals\">\n");
    findings
        .goals()
        .forEach(goal ->
            page.append(
                """
                <li><span class="chip %s">%s</span><span class="what">%s</span>\
                <span class="number"><b>%s</b></span><span class="number soft">goal %s</span></li>
                """
                    .formatted(
                        goal.met() ? "met" : "missed",
                        goal.met() ? "met" : "missed",
                        text(goal.name()),
                        text(goal.measured()),
                        text(goal.target()))));
    page.append("</ul>\n<nav>\n");
    for (int i = 0; i < findings.sections().size(); i++) {
      page.append(
          "<a href=\"#s%d\">%s</a>\n".formatted(i, text(findings.sections().get(i).title())));
    }
    page.append("</nav>\n");
  }

  private void section(int number, Section section) {
    page.append("<section id=\"s%d\">\n<h2>%s</h2>\n".formatted(number, text(section.title())));
    page.append("<p>%s</p>\n".formatted(text(section.text())));
    if (!section.findings().isEmpty()) {
      page.append("<ul class=\"findings\">\n");
      section.findings().forEach(each -> page.append("<li>" + text(each) + "</li>\n"));
      page.append("</ul>\n");
    }
    page.append("<div class=\"charts\">\n");
    section.charts().forEach(chart -> page.append(Figures.of(chart)));
    page.append("</div>\n");
    section.grids().forEach(this::grid);
    page.append("</section>\n");
  }

  private void grid(Grid grid) {
    page.append(
        "<div class=\"wide\" tabindex=\"0\"><table>\n<caption>%s</caption>\n<tr><th scope=\"col\">%s</th>"
            .formatted(text(grid.caption()), text(grid.head())));
    grid.columns()
        .forEach(column ->
            page.append(
                "<th scope=\"col\">%s<small>%s</small></th>"
                    .formatted(text(column.title()), text(column.unit().name()))));
    page.append("</tr>\n");
    for (Grid.Row row : grid.rows()) {
      page.append(row.label().startsWith("Freshet") ? "<tr class=\"ours\">" : "<tr>");
      page.append("<td>" + text(row.label()) + "</td>");
      for (int i = 0; i < row.values().size(); i++) {
        page.append("<td>" + grid.columns().get(i).unit().number(row.values().get(i)) + "</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
  }

  static String text(String plain) {
    return plain
        .chars()
        .mapToObj(each ->
            switch (each) {
              case '<' -> "&lt;";
              case '>' -> "&gt;";
              case '&' -> "&amp;";
              case '"' -> "&quot;";
              default -> Character.toString(each);
            })
        .collect(Collectors.joining());
  }

  private static String css() {
    try (InputStream file = Html.class.getResourceAsStream("report.css")) {
      return new String(
          Objects.requireNonNull(file, "report.css is missing").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("report.css cannot be read", unreadable);
    }
  }
}
