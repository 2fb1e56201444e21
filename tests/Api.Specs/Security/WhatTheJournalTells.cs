using CommunityGrains.Api.Specs.Fixture;

namespace CommunityGrains.Api.Specs.Security;

public sealed class WhatTheJournalTells(RunningProgram program) : HttpSpecification(program)
{
    [Fact]
    public async Task No_personal_data()
    {
        await GivenACommunity();
        await GivenALeader("chair", "Журналова Анна Ивановна");
        await Get("/api/v1/leaders?text=" + Uri.EscapeDataString("Журналова"));
        ThenStatus(200);
        await Post("/api/v1/leaders/<chair>/contact",
            """{"email": "zhurnalova@example.org", "phone": "89", "x": 1}""");
        ThenInvalid("x");
        await Post("/api/v1/leaders/<chair>/name",
            """{"name": "Журналова Мария", "reason": {"Журналова": 1}}""");
        ThenInvalid("reason");
        Program.Journal.Lines.ShouldNotBeEmpty();
        foreach (var datum in (string[])["Журналова", Uri.EscapeDataString("Журналова"), "zhurnalova",
            "79990001122"])
            Program.Journal.Lines.ShouldNotContain(
                line => line.Contains(datum, StringComparison.OrdinalIgnoreCase), datum);
    }
}
