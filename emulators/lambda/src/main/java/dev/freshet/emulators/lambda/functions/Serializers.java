package dev.freshet.emulators.lambda.functions;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.lang.reflect.Type;

/**
 * Lambda's own choice of a serializer for a type: the special ones of the event library, Jackson's
 * for everything else.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs">aws-lambda-java-libs, the managed
 *     runtime's sources</a>
 */
final class Serializers {
  private Serializers() {}

  @SuppressWarnings("unchecked")
  static PojoSerializer<Object> of(Type type) {
    if (type instanceof Class<?> event
        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
      return (PojoSerializer<Object>)
          LambdaEventSerializers.serializerFor(event, Serializers.class.getClassLoader());
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
