[assembly: AssemblyFixture(typeof(CommunityGrains.EndToEnd.Prepared))]

namespace CommunityGrains.EndToEnd;

/// <summary>Installations in which an office's files have come in, each made once and by the program itself.
/// A specification that begins there works on a copy of its own.</summary>
public sealed class Prepared : IAsyncDisposable
{
    private static readonly Lazy<Task<Installation>> Municipalities = new(async () =>
    {
        var centre = new Installation();
        await AFirstDay.ImportMunicipalitiesAsync(centre);
        return centre;
    });

    private static readonly Lazy<Task<Installation>> Register = new(async () =>
    {
        var centre = await WithMunicipalitiesAsync();
        await AFirstDay.ImportAsync(centre, "register", "register-sample.csv");
        return centre;
    });

    internal static async Task<Installation> WithMunicipalitiesAsync() => (await Municipalities.Value).Copy();

    internal static async Task<Installation> WithRegisterAsync() => (await Register.Value).Copy();

    public async ValueTask DisposeAsync()
    {
        foreach (var made in new[] { Municipalities, Register }.Where(made => made.IsValueCreated))
            (await made.Value).Dispose();
    }
}
