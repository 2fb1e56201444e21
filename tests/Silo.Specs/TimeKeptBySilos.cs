using CommunityGrains.EndToEnd;

namespace CommunityGrains.Silo.Specs;

public sealed class TimeKeptBySilos : TimekeepingContract
{
    private readonly string[][] told =
        [["--silo", Address(), "--gateway-port", Port()], ["--silo", Address(), "--gateway-port", Port()]];

    protected override string Program => SilosUnderLoad.Program;

    protected override string[] Told(int index) => told[index];

    private static string Address() => $"127.0.0.1:{Port()}";

    private static string Port() => $"{Installation.FreePort()}";
}
