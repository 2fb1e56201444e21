using System.Text;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine.Contract;

/// <summary>Whatever the grains can hold goes into a snapshot and comes back the same; likewise their
/// events.</summary>
public sealed class CodecSpecs
{
    public static TheoryData<string, bool> Kinds => [.. GrainKinds.All.Append(Shelf.Kind)
        .SelectMany(kind => new[] { (kind.Category, true), (kind.Category, false) })];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_state_of_a_kind_comes_back_from_its_snapshot(string category, bool filled)
    {
        var kind = GrainKinds.All.Append(Shelf.Kind).Single(kind => kind.Category == category);
        foreach (var state in SamplesOf.Type(kind.StateType, filled))
        {
            var snapshot = StateCodec.Write(kind, state, 7);
            StateCodec.Read(kind, snapshot).ShouldBe(state, Encoding.UTF8.GetString(snapshot.Json.Span));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_event_of_a_kind_comes_back_from_its_json(string category, bool filled)
    {
        var kind = GrainKinds.All.Append(Shelf.Kind).Single(kind => kind.Category == category);
        var catalogue = new EventCatalogue([kind.EventType]);
        foreach (var happened in SamplesOf.Type(kind.EventType, filled))
        {
            var stored = EventCodec.Encode(happened, catalogue);
            EventCodec.Decode(stored.Name, stored.Json.Span, catalogue)
                .ShouldBe(happened, Encoding.UTF8.GetString(stored.Json.Span));
        }
    }

    [Fact]
    public void Only_what_is_on_record_is_written_not_what_follows_from_it()
    {
        var area = SamplesOf.Type(typeof(GeoArea), filled: true).Single();
        Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(area, DomainJson.Options))
            .ShouldBe("""{"polygons":[[[[54.7351,54.7351]]]]}""");
    }

    [Fact]
    public void What_an_event_needs_must_be_there_and_what_may_be_empty_may_be_absent()
    {
        EventCodec.Decode("community.boundary-drawn.v1", "{}"u8)
            .ShouldBe(new Domain.Communities.CommunityEvent.BoundaryDrawn(null));
        Should.Throw<UnreadableEventException>(() => EventCodec.Decode("community.rejected.v1", "{}"u8));
        Should.Throw<UnreadableEventException>(() => EventCodec.Decode("community.fell-dormant.v1", "{}"u8));
    }

    [Fact]
    public void Ids_from_names_are_those_of_the_standard()
    {
        // The example of RFC 9562, appendix A.4.
        var names = new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        NameBasedId.Create(names, "www.example.com")
            .ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
        NameBasedId.Create(names, "Ёлочка").ShouldNotBe(NameBasedId.Create(names, "Елочка"));
    }
}
