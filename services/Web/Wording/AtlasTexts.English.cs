using System.Collections.Immutable;
using CommunityGrains.Web.Municipalities;

namespace CommunityGrains.Web.Wording;

public sealed partial record AtlasTexts
{
    public static readonly AtlasTexts English = new()
    {
        Map = new(
            Menu: "Map",
            Title: "Map of communities",
            Views: "How to show them",
            AsList: "As a list",
            AsMap: "On the map",
            InView: "List only what is seen on the map",
            WithinChip: "the part of the map that is seen",
            Led: "leader verified",
            Unled: "no verified leader",
            Quiet: "no sign of life for long",
            AreasTitle: "By municipality",
            AreasHint: "The darker on the map, the more communities.",
            NoneHere: "none",
            AndMore: from => $"{from} and more",
            Between: (from, to) => $"{from}–{to}",
            AsOf: date => $"As of {date}.",
            NoScript: "The map needs JavaScript. Without it, the list and the table say the same.",
            Loading: "The map is being loaded…",
            Failed: "The map could not be loaded. The list and the table work; reload the page to try again.",
            Shown: "{count} on the map.",
            ZoomIn: "Zoom in",
            ZoomOut: "Zoom out",
            Close: "Close",
            Community: "Community",
            Open: "Open its page",
            AllHere: "All of them as a list",
            OnlyThese: "Show only these",
            OpenMunicipality: "About the municipality",
            Where: "Where it is",
            WhereIs: name => $"{name} on the map",
            OnLargeMap: "See it on the large map",
            ChartOf: title => $"Chart: {title}. The table has the same numbers."),
        Board = new(
            Title: "Initiatives",
            Lead: "What neighbours have begun, and how far it has come: from the first talk to the outcome.",
            Form: "Find and filter initiatives",
            TextHint: "Title, what is wrong, goal",
            Summary: "Initiatives by step",
            Step: "Step",
            ColumnEmpty: "Nothing at this step yet.",
            All: count => $"All {count}",
            EmptyHint: "Try fewer words, or remove some of the filters."),
        Numbers = new(
            Orders: ImmutableDictionary.CreateRange(new KeyValuePair<MunicipalityOrder, string>[]
            {
                new(MunicipalityOrder.Name, "by name"),
                new(MunicipalityOrder.Communities, "most communities first"),
                new(MunicipalityOrder.Verified, "most verified leaders first"),
                new(MunicipalityOrder.Initiatives, "most initiatives first"),
                new(MunicipalityOrder.Residents, "most residents first"),
            }),
            Verified: "Leader verified",
            Residents: "Residents",
            ResidentsHint: "Residents within the communities' boundaries, as the register has them; where "
                + "communities share ground, they count in each.",
            Sum: "In all",
            ByStatus: "Communities by status",
            LeadersVerified: "Verified leaders",
            AllInitiatives: "All initiatives of the municipality"),
    };
}
