using System.Globalization;
using System.Reflection;
using System.Text;
using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Laws;

/// <summary>One example of an event with everything it can carry, the same on every machine: for golden
/// files.</summary>
public sealed class Example
{
    private int count;

    public object Make(Type type, string name = "")
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(inner, name);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type == typeof(string)) return Text(name);
        if (type == typeof(Guid)) return new Guid(0, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, (byte)++count]);
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 40 + ++count;
        if (type == typeof(decimal)) return 1250.50m;
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, ++count);
        if (type == typeof(PersonName)) return new PersonName("Примерова Анна Петровна");
        if (type == typeof(EmailAddress)) return new EmailAddress("anna@example.org");
        if (type == typeof(PhoneNumber)) return new PhoneNumber("+79990000001");
        if (type == typeof(ToldText)) return new ToldText("Примерный двор, 5");
        if (type == typeof(Money)) return Money.Rubles(1250.50m);
        if (type == typeof(GeoPoint)) return new GeoPoint(54.67977, 56.00782);
        if (type == typeof(GeoArea)) return Triangle();
        if (type == typeof(ValueList<FieldChange>)) return Changes();
        if (type.IsAbstract) return Make(Invented.Cases(type)[0], name);
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>)
            ? Pair(type.GetGenericArguments()[0], name)
            : MakeRecord(type);
    }

    private object MakeRecord(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(made => made.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} has no public constructor");
        var arguments = constructor.GetParameters().Select(given => Make(given.ParameterType, given.Name!));
        return constructor.Invoke([.. arguments]);
    }

    private object Pair(Type item, string name)
    {
        var items = Array.CreateInstance(item, 2);
        for (var i = 0; i < items.Length; i++) items.SetValue(Make(item, name), i);
        return typeof(Example).GetMethod(nameof(ToValueList), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static ValueList<T> ToValueList<T>(T[] items) => [.. items];

    private static ValueList<FieldChange> Changes() =>
    [
        new(RegisterField.Name, "ТОС «Ёлочка»"), new(RegisterField.ActDate, "2010-12-12"),
        new(RegisterField.Members, "54"), new(RegisterField.Location, "54.67977,56.00782"),
        new(RegisterField.Address, null),
    ];

    private static GeoArea Triangle() =>
        new([[[new(54.5, 56), new(54.5, 56.25), new(54.75, 56.25), new(54.5, 56)]]]);

    private static string Text(string name) => name switch
    {
        "Oktmo" => "80701000",
        "Region" => "RU-BA",
        "Inn" => "0235666291",
        "Ogrn" => "1020261853214",
        "Currency" => "RUB",
        _ => string.Create(CultureInfo.InvariantCulture, $"«{Words(name)}»: ёлка & \"quotes\""),
    };

    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
