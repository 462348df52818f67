package dev.freshet.invalidator.queue;

import dev.freshet.domain.Event;

/** An event, and the message in which it came. */
public record Letter<T>(Received message, Event<T> event) {}
