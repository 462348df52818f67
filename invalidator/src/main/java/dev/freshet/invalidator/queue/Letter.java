package dev.freshet.invalidator.queue;

import dev.freshet.domain.Event;

/** A message, and the event that it says. */
public record Letter<T>(Received message, Event<T> event) {}
