using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using CommunityGrains.Domain;

namespace CommunityGrains.EventLog.Codec;

/// <summary>How domain values are written as JSON: camelCase, ids and personal data as strings, enumerations
/// in kebab-case, dates as yyyy-MM-dd, points as [longitude, latitude], absent instead of null. Reading
/// refuses members it does not know and requires those it needs.</summary>
public static class DomainJson
{
    public static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            // What follows from the members (an area's IsValid) is not on record.
            IgnoreReadOnlyProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameCases, LetNullBeAbsent } },
        };
        options.Converters.Add(
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new ValueListConverter());
        options.Converters.Add(new GeoPointConverter());
        AddGuid(options, id => new CommunityId(id), id => id.Value);
        AddGuid(options, id => new LeaderId(id), id => id.Value);
        AddGuid(options, id => new InitiativeId(id), id => id.Value);
        AddGuid(options, id => new MunicipalityId(id), id => id.Value);
        AddGuid(options, id => new PersonId(id), id => id.Value);
        AddGuid(options, id => new AccountId(id), id => id.Value);
        AddGuid(options, id => new SuggestionId(id), id => id.Value);
        AddGuid(options, id => new CommandId(id), id => id.Value);
        AddGuid(options, id => new EntryId(id), id => id.Value);
        options.Converters.Add(new PersonalDatumConverter<PersonName>(text => new PersonName(text)));
        options.Converters.Add(new PersonalDatumConverter<EmailAddress>(text => new EmailAddress(text)));
        options.Converters.Add(new PersonalDatumConverter<PhoneNumber>(text => new PhoneNumber(text)));
        options.Converters.Add(new PersonalDatumConverter<BirthDate>(text => new BirthDate(text)));
        options.Converters.Add(new PersonalDatumConverter<HomeAddress>(text => new HomeAddress(text)));
        options.Converters.Add(
            new PersonalDatumConverter<IdentityDocument>(text => new IdentityDocument(text)));
        options.Converters.Add(new PersonalDatumConverter<ToldText>(text => new ToldText(text)));
        options.MakeReadOnly();
        return options;
    }

    // A closed union (an abstract record with its cases nested inside) is written with its case's name first.
    private static void NameCases(JsonTypeInfo info)
    {
        if (!info.Type.IsAbstract
            || info.Type.Namespace?.StartsWith("CommunityGrains", StringComparison.Ordinal) != true)
            return;
        var cases = info.Type.GetNestedTypes().Where(info.Type.IsAssignableFrom).ToList();
        if (cases.Count == 0) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "case" };
        foreach (var type in cases)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, KebabCase.Of(type.Name)));
    }

    // Null is written as absent, so a member that may be null may be absent, also without a default value.
    private static void LetNullBeAbsent(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            if (property is { IsRequired: true, IsSetNullable: true, AssociatedParameter: { } parameter }
                && parameter.IsNullable && !parameter.ParameterType.IsNonNullableValue())
            {
                property.IsRequired = false;
            }
        }
    }

    private static bool IsNonNullableValue(this Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null;

    private static void AddGuid<T>(JsonSerializerOptions options, Func<Guid, T> wrap, Func<T, Guid> unwrap)
        where T : struct => options.Converters.Add(new GuidConverter<T>(wrap, unwrap));

    private sealed class GuidConverter<T>(Func<Guid, T> wrap, Func<T, Guid> unwrap) : JsonConverter<T>
        where T : struct
    {
        public override T Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            wrap(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(unwrap(value));
    }

    private sealed class PersonalDatumConverter<T>(Func<string, T> wrap) : JsonConverter<T>
        where T : IPersonalDatum
    {
        public override T Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            wrap(reader.GetString() ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class GeoPointConverter : JsonConverter<GeoPoint>
    {
        public override GeoPoint Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var pair = JsonSerializer.Deserialize<double[]>(ref reader, options);
            return pair is [var longitude, var latitude]
                ? new GeoPoint(latitude, longitude)
                : throw new JsonException("a point is [longitude, latitude]");
        }

        public override void Write(Utf8JsonWriter writer, GeoPoint value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Longitude);
            writer.WriteNumberValue(value.Latitude);
            writer.WriteEndArray();
        }
    }

    private sealed class ValueListConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(
                typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

        private sealed class Of<T> : JsonConverter<ValueList<T>>
        {
            public override ValueList<T> Read(
                ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                [.. JsonSerializer.Deserialize<List<T>>(ref reader, options) ?? throw new JsonException()];

            public override void Write(
                Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
            {
                writer.WriteStartArray();
                foreach (var item in value) JsonSerializer.Serialize(writer, item, options);
                writer.WriteEndArray();
            }
        }
    }
}
