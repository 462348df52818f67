package dev.freshet.emulators.cloudfront.distribution;

/** A CloudFront Function's name and code: {@code AWS::CloudFront::Function}. */
public record EdgeFunction(String name, String code) {}
