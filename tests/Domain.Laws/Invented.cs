using System.Reflection;
using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Domain.Laws;

/// <summary>
/// Makes values of any type of the domain by reflection. Ids, dates and texts come from small pools, so that
/// commands meet what earlier commands made; sometimes a value is wrong or missing on purpose. The same seed
/// makes the same.
/// </summary>
public sealed class Invented(int seed)
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly DateOnly Start = new(2026, 1, 1);

    private static readonly string[] Texts =
    [
        "Дружба", "ТОС «Ёлочка»", "a \"quoted\" & <text>", "line\nline", "😀", " spaces ", "", "   ",
        "bell\a",
    ];

    private readonly Random random = new(seed);
    private readonly HashSet<EntryId> entries = [];

    /// <summary>Keeps the entries that a command made, so that later ones can stand on them. A second command
    /// about an entry takes it back.</summary>
    public void Remember(Command command) => entries.SymmetricExceptWith(command.GetType().GetProperties()
        .Where(property => property.PropertyType == typeof(EntryId))
        .Select(property => (EntryId)property.GetValue(command)!));

    public Command Command(Type union) => (Command)Make(Pick(Cases(union)))!;

    public IReadOnlyList<Command> Commands(Type union, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Command(union))];

    /// <summary>The cases of a closed union: the types nested in it.</summary>
    public static IReadOnlyList<Type> Cases(Type union) =>
    [
        .. union.GetNestedTypes().Where(union.IsAssignableFrom)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    public object? Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Chance(30) ? null : Make(inner);
        if (type.IsEnum) return Pick(Enum.GetValues(type).Cast<object>().ToList());
        if (type == typeof(string)) return Text();
        if (type == typeof(Guid)) return Id();
        if (type == typeof(bool)) return Chance(50);
        if (type == typeof(int)) return random.Next(-1, 105);
        if (type == typeof(decimal)) return random.Next(-100, 100_000) / 100m;
        if (type == typeof(DateOnly)) return Day();
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(Day(), default, TimeSpan.Zero);
        return MakeOfDomain(type);
    }

    private object? MakeOfDomain(Type type)
    {
        if (type == typeof(PersonName)) return new PersonName(Pick(["Иванова Анна", "Петров Пётр", " "]));
        if (type == typeof(BirthDate)) return new BirthDate(Pick(["1980-05-17", "1999-12-31", "17.05.1980"]));
        if (type == typeof(HomeAddress)) return new HomeAddress(Pick(["Уфа, ул. Мира, 1", ""]));
        if (type == typeof(IdentityDocument))
            return new IdentityDocument(Pick(["Паспорт 00 00 000000", "Passport 1", " "]));
        if (type == typeof(EmailAddress)) return new EmailAddress(Pick(["a@example.org", "b@example.org"]));
        if (type == typeof(PhoneNumber)) return new PhoneNumber(Pick(["+79990000001", "+79990000002", "8"]));
        if (type == typeof(ToldText))
            return new ToldText(Pick(["Двор на Садовой, 5", "a@example.org", "~sealed", " "]));
        if (type == typeof(Money)) return new Money(random.Next(-1, 1000), Chance(90) ? "RUB" : "EUR");
        if (type == typeof(GeoPoint)) return Point();
        if (type == typeof(GeoArea)) return Area();
        if (type == typeof(EntryId)) return new EntryId(Id(most: 12));
        if (type == typeof(ValueList<EntryId>)) return ToValueList(entries.Where(_ => Chance(60)).ToArray());
        if (type == typeof(FieldChange)) return Change(Pick(RegisterFields.All));
        if (type == typeof(ValueList<FieldChange>)) return Changes();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>)) return List(type);
        if (type.IsAbstract) return Make(Pick(Cases(type)));
        var constructor = type.GetConstructors().MaxBy(made => made.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} has no public constructor");
        return constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);
    }

    private object? Argument(ParameterInfo parameter)
    {
        var optional = !parameter.ParameterType.IsValueType
            && Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        return (optional && Chance(30)) ? null
            : parameter.Name == "Oktmo" ? Pick(["80701000", "80701000001", "123"])
            : parameter.Name == "Region" ? (Chance(95) ? "RU-BA" : "nowhere")
            : Make(parameter.ParameterType);
    }

    private object List(Type type)
    {
        var item = type.GetGenericArguments()[0];
        var items = Array.CreateInstance(item, random.Next(0, 4));
        for (var i = 0; i < items.Length; i++) items.SetValue(Make(item), i);
        return typeof(Invented).GetMethod(nameof(ToValueList), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static ValueList<T> ToValueList<T>(T[] items) => [.. items];

    // Mostly with all that every community has, so that many commands are accepted.
    private ValueList<FieldChange> Changes()
    {
        var fields = Enumerable.Range(0, random.Next(0, 4)).Select(_ => Change(Pick(RegisterFields.All)));
        RegisterField[] needed = [RegisterField.Name, RegisterField.Form, RegisterField.Municipality];
        return Chance(60) ? [.. needed.Select(Change), .. fields] : [.. fields];
    }

    private FieldChange Change(RegisterField field) => new(field, Chance(10) ? Text() : field switch
    {
        RegisterField.Form => KebabCase.Of(Pick(Enum.GetValues<CommunityForm>())),
        RegisterField.Basis => KebabCase.Of(Pick(Enum.GetValues<CommunityBasis>())),
        RegisterField.Municipality => Id().ToString(),
        RegisterField.LegalEntity => Pick(["true", "false"]),
        RegisterField.Inn => Pick(["0235666291", "023566629112"]),
        RegisterField.Ogrn => Pick(["1020261853214", "102026185321411"]),
        RegisterField.Location => Pick(["54.67977,56.00782", "54.670,56", "-0,0"]),
        RegisterField.Members or RegisterField.Residents => Pick(["0", "54", "007"]),
        RegisterField.ActDate or RegisterField.CharterOn or RegisterField.JusticeOn
            or RegisterField.EnteredOn => Pick(["2010-12-12", "2020-02-29"]),
        RegisterField.Name => Pick(["ТОС «Дружба»", " ТОС «Ёлочка» ", "Yard"]),
        _ => Text(),
    });

    private GeoPoint Point() => new(random.Next(-910, 910) / 10.0, random.Next(-1810, 1810) / 10.0);

    private GeoArea Area()
    {
        var (north, east) = (random.Next(40, 44), random.Next(50, 54));
        ValueList<GeoPoint> ring =
            [new(north, east), new(north, east + 1), new(north + 1, east + 1), new(north, east)];
        return Chance(90) ? new([[ring]]) : new([[[.. ring.Take(3)]]]);
    }

    private string Text() => Chance(75) ? Texts[0] : Pick(Texts);

    private Guid Id(int most = 4) => new(random.Next(1, most + 1), 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private DateOnly Day() => Start.AddDays(random.Next(0, 6) * 70);

    public bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
