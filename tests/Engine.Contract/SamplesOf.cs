using System.Collections;
using System.Reflection;
using CommunityGrains.Domain;

namespace CommunityGrains.Engine.Contract;

/// <summary>Samples of any domain type, made by its constructor: one as full and one as bare as it can
/// be.</summary>
public static class SamplesOf
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Every case of a union, or the one record, filled or bare.</summary>
    public static IEnumerable<object> Type(Type type, bool filled) =>
        CasesOf(type).Select(one => Make(one, filled, depth: 0));

    private static IEnumerable<Type> CasesOf(Type type) =>
        type.IsAbstract
            ? type.GetNestedTypes().Where(one => one.IsAssignableTo(type) && !one.IsAbstract)
            : [type];

    private static object Make(Type type, bool filled, int depth)
    {
        if (Simple(type) is { } simple) return simple;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return MakeList(type, filled, depth);
        // A union inside itself (merged, before: registered) must end somewhere: then at its last case.
        var concrete = type.IsAbstract ? (depth > 3 ? CasesOf(type).First() : CasesOf(type).Last()) : type;
        var constructor = concrete.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return constructor.Invoke(
            [.. constructor.GetParameters().Select(parameter => Argument(parameter, filled, depth + 1))]);
    }

    private static object? Argument(ParameterInfo parameter, bool filled, int depth)
    {
        var type = System.Nullable.GetUnderlyingType(parameter.ParameterType);
        var isNullable = type is not null
            || Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        return isNullable && !filled ? null : Make(type ?? parameter.ParameterType, filled, depth);
    }

    private static object MakeList(Type type, bool filled, int depth)
    {
        var item = type.GetGenericArguments()[0];
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        if (filled)
        {
            foreach (var one in CasesOf(item)) items.Add(Make(one, filled, depth + 1));
        }

        return typeof(SamplesOf).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static ValueList<T> ListOf<T>(List<T> items) => [.. items];

    private static object? Simple(Type type) => type switch
    {
        _ when type == typeof(string) => "Ёлочка «2» \"x\" \u2028 🌱",
        _ when type == typeof(Guid) => new Guid("01234567-89ab-4cde-8f01-23456789abcd"),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 2, 28),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero),
        _ when type == typeof(int) => 42,
        _ when type == typeof(long) => 1L << 40,
        _ when type == typeof(decimal) => 1234.50m,
        _ when type == typeof(double) => 54.7351,
        _ when type == typeof(bool) => true,
        { IsEnum: true } => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1),
        _ => null,
    };
}
