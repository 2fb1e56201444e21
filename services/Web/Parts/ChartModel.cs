namespace CommunityGrains.Web.Parts;

/// <summary>One row of a chart and of its table. <c>Values</c>: one for each series. <c>Address</c>: where
/// the row leads, when it leads anywhere.</summary>
public sealed record ChartRow(string Name, IReadOnlyList<long> Values, string? Address = null);

/// <summary>What the values of one column are.</summary>
public sealed record ChartSeries(string Name);
