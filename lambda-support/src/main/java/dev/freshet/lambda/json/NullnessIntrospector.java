package dev.freshet.lambda.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * Makes every record component required and not null, unless its type says {@code @Nullable}. What
 * a collection holds is never null.
 */
final class NullnessIntrospector extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    Boolean required = required(member);
    return required == null ? super.hasRequiredMarker(member) : required;
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    return JsonSetter.Value.construct(
        Boolean.TRUE.equals(required(annotated)) ? Nulls.FAIL : Nulls.DEFAULT, Nulls.FAIL);
  }

  private static @Nullable Boolean required(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
        && constructor.getDeclaringClass().isRecord()) {
      AnnotatedType type = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
      return !type.isAnnotationPresent(Nullable.class);
    }
    return null;
  }
}
