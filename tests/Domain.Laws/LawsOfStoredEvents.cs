using System.Text.Json;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Domain.Laws;

/// <summary>Events are kept for ever: how they are named, written and read back.</summary>
public sealed partial class LawsOfStoredEvents
{
    public static TheoryData<string> Names => [.. EventCatalogue.Default.Names.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Kinds => LawsOfGrains.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void A_name_says_kind_what_happened_and_version(string category)
    {
        var kind = GrainKinds.All.Single(kind => kind.Category == category);
        foreach (var name in Invented.Cases(kind.EventType).Select(EventCatalogue.Default.NameOf))
            name.ShouldMatch($"^{category}\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*$");
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_written_reads_back_the_same(string name)
    {
        var type = EventCatalogue.Default.TypeOf(name)!;
        for (var seed = 0; seed < 100; seed++)
        {
            var happened = new Invented(seed).Make(type)!;
            var stored = EventCodec.Encode(happened);
            stored.Name.ShouldBe(name);
            EventCodec.Decode(name, stored.Json.Span).ShouldBe(happened);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Only_what_the_event_carries_is_written(string name)
    {
        var type = EventCatalogue.Default.TypeOf(name)!;
        using var json = JsonDocument.Parse(EventCodec.Encode(new Invented(7).Make(type)!).Json);
        var carried = type.GetConstructors().MaxBy(made => made.GetParameters().Length)!.GetParameters()
            .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!));
        json.RootElement.EnumerateObject().Select(member => member.Name).Except(carried).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Names))]
    public void A_member_nobody_knows_is_not_skipped(string name)
    {
        var json = EventCodec.Encode(new Invented(7).Make(EventCatalogue.Default.TypeOf(name)!)!).Json.Span;
        byte[] more = [.. "{\"unheardOf\":1"u8, .. json.Length > 2 ? ","u8 : ""u8, .. json[1..]];
        Should.Throw<UnreadableEventException>(() => EventCodec.Decode(name, more));
    }

    [Fact]
    public void Only_what_a_value_is_made_of_is_written_not_what_follows_from_it()
    {
        var area = new GeoArea([[[new(54, 56), new(54, 57), new(55, 57), new(54, 56)]]]);
        JsonSerializer.Serialize(area, DomainJson.Options)
            .ShouldBe("""{"polygons":[[[[56,54],[57,54],[57,55],[56,54]]]]}""");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_state_survives_a_snapshot(string category)
    {
        var kind = GrainKinds.All.Single(kind => kind.Category == category);
        foreach (var state in Histories.StatesOf(kind))
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(state, kind.StateType, DomainJson.Options);
            JsonSerializer.Deserialize(json, kind.StateType, DomainJson.Options).ShouldBe(state);
        }
    }
}
