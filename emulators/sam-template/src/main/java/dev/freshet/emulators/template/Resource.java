package dev.freshet.emulators.template;

/**
 * A resource of the template whose condition, if it has one, is true.
 *
 * @param properties empty when the resource has none; globals are merged in
 */
public record Resource(String logicalId, String type, Node properties) {}
