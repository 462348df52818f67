package dev.freshet.invalidator.dispatcher;

import dev.freshet.lambda.config.Settings;

/** Configuration of the dispatcher. */
record DispatcherConfig(
    String evictorFunction,
    String changeQueueUrl,
    String changeDlqUrl,
    String purgeQueueUrl,
    String busName) {

  static DispatcherConfig of(Settings settings) {
    return new DispatcherConfig(
        settings.text("EVICTOR_FUNCTION"),
        settings.text("CHANGE_QUEUE_URL"),
        settings.text("CHANGE_DLQ_URL"),
        settings.text("PURGE_QUEUE_URL"),
        settings.text("EVENT_BUS_NAME"));
  }
}
