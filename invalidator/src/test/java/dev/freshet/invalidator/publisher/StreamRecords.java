package dev.freshet.invalidator.publisher;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Batches of a stream as Lambda delivers them. See <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">the documented form</a>.
 */
final class StreamRecords {
  private StreamRecords() {}

  static String batch(String... records) {
    return batch(List.of(records));
  }

  static String batch(List<String> records) {
    return records.stream().collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  /** A profile with this name, e-mail address and stamp. */
  static String image(String pk, String sk, String... members) {
    return Stream.concat(
            Stream.of(
                String.format(Locale.ROOT, "\"pk\":{\"S\":\"%s\"}", pk),
                String.format(Locale.ROOT, "\"sk\":{\"S\":\"%s\"}", sk)),
            Stream.of(members))
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String text(String name, String value) {
    return String.format(Locale.ROOT, "\"%s\":{\"S\":\"%s\"}", name, value);
  }

  static String number(String name, long value) {
    return String.format(Locale.ROOT, "\"%s\":{\"N\":\"%d\"}", name, value);
  }

  static String insert(int number, String pk, String sk, String newImage) {
    return record(number, "INSERT", pk, sk, ",\"NewImage\":" + newImage);
  }

  static String modify(int number, String pk, String sk, String oldImage, String newImage) {
    return record(
        number,
        "MODIFY",
        pk,
        sk,
        String.format(Locale.ROOT, ",\"NewImage\":%s,\"OldImage\":%s", newImage, oldImage));
  }

  static String remove(int number, String pk, String sk, String oldImage) {
    return record(number, "REMOVE", pk, sk, ",\"OldImage\":" + oldImage);
  }

  /** An order of this user, stamped by the write that made it. */
  static String order(int number, String user) {
    String pk = "USER#" + user;
    String sk = String.format(Locale.ROOT, "ORDER#01JD000000000000000000%04d", number);
    return insert(
        number,
        pk,
        sk,
        image(
            pk,
            sk,
            number("totalCents", 1200),
            number("changedAt", 1_700_000_000_250L),
            text("correlationId", "request-" + number)));
  }

  static String sequenceNumber(int number) {
    return String.format(Locale.ROOT, "%d", 4_421_584_500_000_000_000L + number);
  }

  /** With whatever images are given, also none. */
  static String record(int number, String event, String pk, String sk, String images) {
    return String.format(
        Locale.ROOT,
"""
{
  "eventID": "c4ca4238a0b923820dcc509a6f%06d",
  "eventName": "%s",
  "eventVersion": "1.1",
  "eventSource": "aws:dynamodb",
  "awsRegion": "eu-west-1",
  "dynamodb": {
    "ApproximateCreationDateTime": 1700000000,
    "Keys": {"pk": {"S": "%s"}, "sk": {"S": "%s"}},
    "SequenceNumber": "%s",
    "SizeBytes": 26,
    "StreamViewType": "NEW_AND_OLD_IMAGES"
    %s
  },
  "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/Freshet/stream/2026-01-01T00:00:00.000"
}
""",
        number,
        event,
        pk,
        sk,
        sequenceNumber(number),
        images);
  }
}
