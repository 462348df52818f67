package dev.freshet.viewcache.protocol;

import java.time.Duration;

/** One read on its way: the request, the step that comes next, and the time spent. */
final class Reading {
  private final ViewRequest request;
  private Step next;
  private Duration cacheTime = Duration.ZERO;
  private Duration loadTime = Duration.ZERO;

  Reading(ViewRequest request, Step first) {
    this.request = request;
    this.next = first;
  }

  ViewRequest request() {
    return request;
  }

  Step next() {
    return next;
  }

  void cached(Step then, Duration taken) {
    next = then;
    cacheTime = cacheTime.plus(taken);
  }

  void loaded(Step then, Duration taken) {
    next = then;
    loadTime = taken;
  }

  ServedView served() {
    return switch (next) {
      case Answer answer ->
          new ServedView(
              request, answer.page(), answer.source(), answer.agreement(), cacheTime, loadTime);
      case ReadStep _, LoadStep _, FillStep _, DiscardStep _ ->
          throw new IllegalStateException("a read ended before its answer");
    };
  }
}
