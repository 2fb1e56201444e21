namespace CommunityGrains.Domain;

/// <summary>A point on the map, WGS 84, degrees: latitude −90…90, longitude −180…180.</summary>
public sealed record GeoPoint(double Latitude, double Longitude)
{
    public bool IsOnEarth => Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180;
}

/// <summary>An area: polygons, each of rings (the first is the outline, the others are holes), each ring
/// closed, with at least four points.</summary>
public sealed record GeoArea(ValueList<ValueList<ValueList<GeoPoint>>> Polygons)
{
    public bool IsValid => Polygons.Count > 0 && Polygons.All(rings =>
        rings.Count > 0 && rings.All(ring =>
            ring.Count >= 4 && ring[0] == ring[^1] && ring.All(point => point.IsOnEarth)));
}
