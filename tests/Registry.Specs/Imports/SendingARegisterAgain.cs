using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports;
using static CommunityGrains.Registry.Imports.ImportKind;

namespace CommunityGrains.Registry.Specs.Imports;

/// <summary>What an office sends each month is last month's file with a few cells changed: all that is the
/// same gives no event, whatever has happened on record in between.</summary>
public sealed class SendingARegisterAgain : IAsyncLifetime
{
    private const string Header =
        "Муниципалитет;Поселение;Наименование;Форма;ОГРН;Номер в реестре;Адрес;Кол-во членов\n";
    private const string Hope = "Уфа;;ТОС «Надежда»;ТОС;;001;ул. Мира, 1;20\n";
    private const string Spring = "Уфа;;ТОС «Родничок»;ТОС;;002;ул. Мира, 2;30\n";

    private const string Third = "Уфа;;ТОС «Залив»;ТОС;;003;ул. Мира, 3;40\n";

    private Office office = null!;

    public async ValueTask InitializeAsync() => office = await Office.WithMunicipalities();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    public static TheoryData<string, string> SharedSigns => new()
    {
        {
            "one number, two settlements",
            "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;1;;1\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Рассвет»;ТОС;;1;;2\n"
        },
        {
            "one number and one name, two settlements",
            "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;1;;1\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Уют»;ТОС;;1;;2\n"
        },
        {
            "one number, a mere form for a name, two addresses",
            "Уфа;;Совет дома;Совет дома;;1;ул. Мира, 1;1\nУфа;;Совет дома;Совет дома;;1;ул. Мира, 2;2\n"
        },
        {
            "one ОГРН, two branches",
            "Уфа;;ТОС «Уют»;ТОС;1027700132195;;;1\nУфа;;ТОС «Рассвет»;ТОС;1027700132195;;;2\n"
        },
        {
            "one ОГРН, three branches, two of one name",
            "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;1027700132195;;;1\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Рассвет»;ТОС;1027700132195;;;2\n"
            + "Баймакский район;Сельсовет Ленинский;ТОС «Уют»;ТОС;1027700132195;;;3\n"
        },
    };

    [Theory, MemberData(nameof(SharedSigns))]
    public async Task Communities_that_share_a_number_each_keep_their_record(string shared, string rows)
    {
        var first = await office.Text(Register, Header + rows);
        (first.New, first.Refused).ShouldBe((first.Total, 0), shared);
        foreach (var order in new[] { rows, rows, Reversed(rows) })
        {
            var before = await office.Head();
            var again = await office.Text(Register, Header + order);
            (again.Unchanged, again.Refused).ShouldBe((first.Total, 0), ImportingARegister.Told(again));
            (await office.EventsAfter(before)).ShouldBeEmpty(shared);
        }
    }

    [Theory]
    [InlineData("Уфа;;ТОС «Уют»;ТОС;1027700132195;;;1\n", "Уфа;;ТОС «Рассвет»;ТОС;1027700132195;;;2\n")]
    [InlineData("Уфа;;ТОС «Уют»;ТОС;;7;;1\n", "Уфа;;ТОС «Рассвет»;ТОС;;7;;2\n")]
    [InlineData("Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;7;;1\n",
        "Баймакский район;Сельсовет Ленинский;ТОС «Уют»;ТОС;;7;;2\n")]
    public async Task A_new_branch_that_stands_first_does_not_take_the_old_ones_record(
        string old, string branch)
    {
        await office.Text(Register, Header + old);
        var before = await office.Head();
        var report = await office.Text(Register, Header + branch + old);
        (report.New, report.Unchanged).ShouldBe((1, 1), ImportingARegister.Told(report));
        (await office.EventsAfter(before)).OfType<CommunityEvent.Restated>().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_number_in_another_village_under_another_name_is_another_community()
    {
        await office.Text(
            Register, Header + "Баймакский район;Сельсовет Заречный;ТОС «Уют»;ТОС;;1;;1\n");
        var report = await office.Text(
            Register, Header + "Баймакский район;Сельсовет Ленинский;ТОС «Рассвет»;ТОС;;1;;1\n");
        report.New.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_merge_and_a_closure_last_months_file_is_what_it_was()
    {
        await office.Text(Register, Header + Hope + Spring + Third);
        var (hope, spring) = (await office.IdOf("ТОС «Надежда»"), await office.IdOf("ТОС «Родничок»"));
        await office.Ask(GrainKinds.Community, hope.Value,
            asked => new CommunityCommand.MergeInto(asked, hope, spring, "Одно и то же"));
        await office.Ask(GrainKinds.Community, (await office.IdOf("ТОС «Залив»")).Value,
            asked => new CommunityCommand.Close(asked, "Распущен"));
        var before = await office.Head();
        var report = await office.Text(Register, Header + Hope + Spring + Third);
        (report.Unchanged, report.Refused).ShouldBe((3, 0), ImportingARegister.Told(report));
        (await office.EventsAfter(before)).ShouldBeEmpty();

        var changed = await office.Text(
            Register, Header + Hope.Replace(";20", ";21", StringComparison.Ordinal) + Spring);
        changed.Rows.Single().Reasons.Single().Code.ShouldBe("community.merged");
    }

    [Fact]
    public async Task A_file_with_half_of_the_contacts_says_nothing_new_of_what_is_closed_or_merged()
    {
        const string Columns = "Муниципалитет;Наименование;ФИО руководителя;Телефон руководителя;Эл. почта\n";
        await office.Text(Register, Columns + "Уфа;ТОС «Надежда»;Иванова Анна;8-945-353-35-15;\n"
            + "Уфа;ТОС «Родничок»;Петрова Вера;8-945-353-35-16;\n");
        var (hope, spring) = (await office.IdOf("ТОС «Надежда»"), await office.IdOf("ТОС «Родничок»"));
        await office.Ask(GrainKinds.Community, hope.Value,
            asked => new CommunityCommand.MergeInto(asked, hope, spring, "Одно и то же"));
        await office.Ask(GrainKinds.Community, spring.Value,
            asked => new CommunityCommand.Close(asked, "Распущен"));
        var report = await office.Text(Register, "Муниципалитет;Наименование;ФИО руководителя\n"
            + "Уфа;ТОС «Надежда»;Иванова Анна\nУфа;ТОС «Родничок»;Петрова Вера\n");
        (report.Unchanged, report.Refused).ShouldBe((2, 0), ImportingARegister.Told(report));
    }

    [Fact]
    public async Task A_rejected_proposal_does_not_stand_in_the_real_communitys_way()
    {
        await Reject(Guid.CreateVersion7());
        var report = await office.Text(Register, Header + Hope);
        (report.New, report.Refused).ShouldBe((1, 0), ImportingARegister.Told(report));
        (await office.Text(Register, Header + Hope)).Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task Not_even_if_it_was_proposed_under_the_very_id_that_the_row_would_get()
    {
        var id = (await office.Text(Register, Header + Hope, dryRun: true)).Rows.Single().Record!.Value;
        await Reject(id);
        var report = await office.Text(Register, Header + Hope);
        (report.New, report.Refused).ShouldBe((1, 0), ImportingARegister.Told(report));
        report.Rows.Single().Record.ShouldNotBe(id);
        (await office.Text(Register, Header + Hope)).Unchanged.ShouldBe(1);
    }

    [Fact]
    public async Task A_row_that_names_a_rejected_record_by_its_id_is_told_so()
    {
        var id = Guid.CreateVersion7();
        await Reject(id);
        var report = await office.Text(Register, $"id;Муниципалитет;Наименование\n{id};Уфа;ТОС «Надежда»\n");
        report.Rows.Single().Reasons.Single().Code.ShouldBe("community.rejected");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Of_many_that_resemble_one_another_nothing_new_is_said(int inFlightMax)
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(at =>
            $"Уфа;;ТОС «Берёзовая роща{new string('а', at)}»;ТОС;;;;1\n"));
        var more = string.Concat(Enumerable.Range(0, 12).Select(at =>
            $"Уфа;;ТОС «Березовая рощ{new string('я', at + 1)}»;ТОС;;;;1\n"));
        await Send(rows, inFlightMax);
        await Send(more, inFlightMax);
        var before = await office.Head();
        foreach (var again in new[] { rows, more, more + rows, Reversed(rows + more) })
        {
            (await Send(again, inFlightMax)).PossibleDuplicates.ShouldBe(0);
            (await office.EventsAfter(before)).ShouldBeEmpty();
        }
    }

    private Task<ImportReport> Send(string rows, int inFlightMax) => office.Import(
        Register, Files.Bytes.Of(Header + rows), "file.csv", inFlightMax: inFlightMax,
        cancel: TestContext.Current.CancellationToken);

    private async Task Reject(Guid id)
    {
        var known = (await office.MunicipalitiesAsync(Office.Region).ToListAsync())
            .First(municipality => municipality.Names.Any(name => name.Contains("Уфа")));
        await office.Ask(GrainKinds.Community, id, asked => new CommunityCommand.Propose(asked,
        [
            new(RegisterField.Name, "ТОС «Надежда»"), new(RegisterField.Municipality, known.Id.ToString()),
            new(RegisterField.Form, KebabCase.Of(CommunityForm.TerritorialSelfGovernment)),
        ]));
        await office.Ask(GrainKinds.Community, id, asked => new CommunityCommand.Reject(asked, "Не та"));
    }

    private static string Reversed(string rows) =>
        string.Concat(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(row =>
            row + "\n"));
}
