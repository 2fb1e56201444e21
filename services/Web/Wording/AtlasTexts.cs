using System.Collections.Immutable;
using CommunityGrains.Web.Municipalities;

namespace CommunityGrains.Web.Wording;

/// <summary>What the map, the board and the numbers say. <c>Shown</c> in <see cref="MapTexts"/> is filled by
/// the map's script: <c>{count}</c>.</summary>
public sealed partial record AtlasTexts
{
    public required MapTexts Map { get; init; }

    public required BoardTexts Board { get; init; }

    public required NumberTexts Numbers { get; init; }
}

public sealed record MapTexts(
    string Menu,
    string Title,
    string Views,
    string AsList,
    string AsMap,
    string InView,
    string WithinChip,
    string Led,
    string Unled,
    string Quiet,
    string AreasTitle,
    string AreasHint,
    string NoneHere,
    Func<string, string> AndMore,
    Func<string, string, string> Between,
    Func<string, string> AsOf,
    string NoScript,
    string Loading,
    string Failed,
    string Shown,
    string ZoomIn,
    string ZoomOut,
    string Close,
    string Community,
    string Open,
    string AllHere,
    string OnlyThese,
    string OpenMunicipality,
    string Where,
    Func<string, string> WhereIs,
    string OnLargeMap,
    Func<string, string> ChartOf);

public sealed record BoardTexts(
    string Title,
    string Lead,
    string Form,
    string TextHint,
    string Summary,
    string Step,
    string ColumnEmpty,
    Func<string, string> All,
    string EmptyHint);

public sealed record NumberTexts(
    ImmutableDictionary<MunicipalityOrder, string> Orders,
    string Verified,
    string Residents,
    string ResidentsHint,
    string Sum,
    string ByStatus,
    string LeadersVerified,
    string AllInitiatives);
