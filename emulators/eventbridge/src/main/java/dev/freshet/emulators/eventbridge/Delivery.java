package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One event on its way from one rule to one of its targets. */
record Delivery(RuleSpec rule, TargetSpec target, JsonNode event, Instant accepted) {}
