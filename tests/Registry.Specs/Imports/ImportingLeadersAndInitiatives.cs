using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Imports;
using static CommunityGrains.Registry.Imports.ImportKind;

namespace CommunityGrains.Registry.Specs.Imports;

public sealed class ImportingLeadersAndInitiatives : IAsyncLifetime
{
    private const string Title =
        "Название;Муниципалитет;Сообщества;Стадия;Проблема;Кого касается;Цель;План;Люди;Бюджет;"
        + "Сделанная работа;Дата работы\n";
    private const string Yard =
        "Площадка;Уфа;ТОС «Слобода»;реализация;Негде играть;Дети;Поставить;"
        + "\"Купить; Поставить (до 01.06.2020)\";Плотник;10000;Купили;01.05.2020\n";

    private Office office = null!;

    public async ValueTask InitializeAsync()
    {
        office = await Office.WithMunicipalities();
        await office.Sample(Register, "register-sample.csv");
    }

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task The_sample_of_leaders_gives_135_claims_and_again_not_one_event()
    {
        var report = await office.Sample(ImportKind.Leaders, "leaders-sample.csv");
        (report.New, report.Refused).ShouldBe((135, 0), ImportingARegister.Told(report));
        var before = await office.Head();
        (await office.Sample(ImportKind.Leaders, "leaders-sample.csv")).Unchanged.ShouldBe(135);
        (await office.Head()).ShouldBe(before);
    }

    [Fact]
    public async Task Whom_the_register_names_as_head_is_that_person_with_his_phone()
    {
        var report = await office.Text(ImportKind.Leaders,
            "Муниципалитет;Сообщество;ФИО;Роль\nУфа;ТОС «Слобода»;Кузнецова  Марина Петровна;председатель\n"
            + "Уфа;ТОС «Слобода»;Сидорова Анна;казначей\n");
        report.New.ShouldBe(2, ImportingARegister.Told(report));
        var head = (await office.Card("ТОС «Слобода»")).Head!;
        var leader = await office.State<Leader.Claimed>(GrainKinds.Leader, report.Rows[0].Record!.Value);
        leader.Card.Person.ShouldBe(head);
        (leader.Card.Role, leader.Card.RaisedBy).ShouldBe((LeaderRole.Chair, Office.Manager));
        var other = await office.State<Leader.Claimed>(GrainKinds.Leader, report.Rows[1].Record!.Value);
        (other.Card.Role, other.Card.RoleText, other.Card.Person.Phone)
            .ShouldBe((LeaderRole.Other, "казначей", null));
        other.Card.Person.Person.ShouldNotBe(head.Person);
    }

    [Theory]
    [InlineData("Сельсовет Заречный", "community.unknown-name")]
    [InlineData("Сельсовет Ленинский", null)]
    [InlineData("", null)]
    public async Task A_leader_is_not_put_on_a_namesake_in_another_village(string settlement, string? code)
    {
        await office.Text(Register, "Муниципалитет;Поселение;Наименование\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Горизонт»\n");
        var report = await office.Text(ImportKind.Leaders, "Муниципалитет;Поселение;Сообщество;ФИО;Роль\n"
            + $"Баймакский район;{settlement};ТОС «Горизонт»;Сидорова Анна;лидер\n");
        report.Rows.Single().Reasons.Select(reason => reason.Code).SingleOrDefault().ShouldBe(code);
    }

    [Fact]
    public async Task A_leader_with_a_village_is_put_on_the_one_there_and_else_on_the_one_without_a_village()
    {
        const string File = "Муниципалитет;Поселение;Сообщество;ФИО;Роль\n"
            + "Баймакский район;Сельсовет Заречный;ТОС «Горизонт»;Сидорова Анна;лидер\n";
        await office.Text(Register, "Муниципалитет;Поселение;Наименование;Номер в реестре\n"
            + "Баймакский район;;ТОС «Горизонт»;1\nБаймакский район;Сельсовет Ленинский;ТОС «Горизонт»;2\n");
        (await On(await office.Text(ImportKind.Leaders, File))).Entry.Settlement.ShouldBeNull();
        await office.Text(Register, "Муниципалитет;Поселение;Наименование;Номер в реестре\n"
            + "Баймакский район;Сельсовет Заречный;ТОС «Горизонт»;3\n"
            + "Баймакский район;;ТОС «Горизонт»;1\n");
        (await On(await office.Text(ImportKind.Leaders, File))).Entry.Settlement
            .ShouldBe("Сельсовет Заречный");
    }

    private async Task<Domain.Communities.Card> On(ImportReport report)
    {
        var claimed = await office.State<Leader.Claimed>(
            GrainKinds.Leader, report.Rows.Single().Record!.Value);
        return (await office.Cards()).Single(pair => pair.Id == claimed.Card.Community).Card;
    }

    [Theory]
    [InlineData("Уфа;ТОС «Нет такого»;Сидорова Анна;лидер", "community.unknown-name")]
    [InlineData("Уфа;Совет дома «Слобода»;Сидорова Анна;лидер", "community.unknown-name")]
    [InlineData("Нигде;ТОС «Слобода»;Сидорова Анна;лидер", "municipality.unknown-name")]
    [InlineData("Уфа;ТОС «Слобода»;;лидер", "cell.required")]
    public async Task A_claim_that_fits_nothing_is_refused(string row, string code)
    {
        var report = await office.Text(ImportKind.Leaders, "Муниципалитет;Сообщество;ФИО;Роль\n" + row);
        report.Rows.Single().Reasons.Single().Code.ShouldBe(code);
    }

    [Fact]
    public async Task The_sample_of_initiatives_goes_through_its_stages_and_again_not_one_event()
    {
        await office.Sample(ImportKind.Leaders, "leaders-sample.csv");
        var dry = await office.Sample(ImportKind.Initiatives, "initiatives-sample.csv", dryRun: true);
        (dry.New, dry.Refused, dry.Warnings).ShouldBe((40, 0, 0), ImportingARegister.Told(dry));
        var report = await office.Sample(ImportKind.Initiatives, "initiatives-sample.csv");
        (report.New, report.Refused, report.Warnings).ShouldBe((40, 0, 0), ImportingARegister.Told(report));
        var finished = 0;
        foreach (var row in report.Rows)
            if (await office.State<Initiative>(GrainKinds.Initiative,
                row.Record!.Value) is Initiative.Finished) finished++;
        finished.ShouldBe(8);
        var before = await office.Head();
        (await office.Sample(ImportKind.Initiatives, "initiatives-sample.csv")).Unchanged.ShouldBe(40);
        (await office.Head()).ShouldBe(before);
    }

    [Fact]
    public async Task What_a_row_says_stands_in_the_dossier_and_a_changed_cell_is_one_event()
    {
        var report = await office.Text(Initiatives, Title + Yard);
        var initiative =
            await office.State<Initiative.UnderWay>(GrainKinds.Initiative, report.Rows.Single()
                .Record!.Value);
        initiative.Stage.ShouldBe(Stage.Implementation);
        initiative.Dossier.Budget.ShouldBe(Money.Rubles(10_000));
        initiative.Dossier.Plan.ShouldBe(
            [new PlanStep("Купить", null), new PlanStep("Поставить", new(2020, 6, 1))]);
        initiative.Dossier.Entries.ShouldHaveSingleItem();
        var before = await office.Head();
        var changed =
            await office.Text(Initiatives, Title + Yard.Replace("10000", "12000", StringComparison.Ordinal));
        changed.Changed.ShouldBe(1, ImportingARegister.Told(changed));
        (await office.EventsAfter(before)).ShouldHaveSingleItem()
            .ShouldBe(new InitiativeEvent.BudgetSet(Money.Rubles(12_000)));
    }

    [Fact]
    public async Task A_stage_that_lacks_something_is_not_reached_and_the_report_says_what()
    {
        var report =
            await office.Text(Initiatives, "Название;Муниципалитет;Сообщества;Стадия;Проблема;Кого касается\n"
            + "Площадка;Уфа;ТОС «Слобода»;оценка;Негде играть;Дети\n");
        var row = report.Rows.Single();
        row.Outcome.ShouldBe(RowOutcome.New);
        var warning = row.Warnings.Single();
        (warning.Code, warning.Details[0], warning.Details[1]).ShouldBe(
            ("initiative.stage-not-reached", "implementation", "goal, plan, people, budget"));
        (await office.State<Initiative.UnderWay>(GrainKinds.Initiative, row.Record!.Value))
            .Stage.ShouldBe(Stage.Design);
    }

    [Fact]
    public async Task What_a_person_changed_since_stays_when_the_list_comes_again()
    {
        var id = (await office.Text(Initiatives, Title + Yard)).Rows.Single().Record!.Value;
        await office.Ask(GrainKinds.Initiative, id, asked =>
            new InitiativeCommand.SetGoal(asked, "Две площадки"));
        var before = await office.Head();
        var report = await office.Text(Initiatives, Title + Yard);
        (report.Unchanged, await office.Head()).ShouldBe((1, before), ImportingARegister.Told(report));
        report.Rows.Single().Warnings.Single().Code.ShouldBe("initiative.kept-by-hand");
        (await office.State<Initiative.UnderWay>(GrainKinds.Initiative, id))
            .Dossier.Goal.ShouldBe("Две площадки");
    }
}
