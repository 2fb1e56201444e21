using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using static CommunityGrains.Registry.Imports.ImportKind;

namespace CommunityGrains.Registry.Specs.Imports;

/// <summary>A phone and an e-mail are somebody's: without a name the file must say whose.</summary>
public sealed class ContactsOfHeads : IAsyncLifetime
{
    private const string Unnamed = "Муниципалитет;Наименование;Телефон руководителя\n";
    private const string Named = "Муниципалитет;Наименование;ФИО руководителя;Телефон руководителя;"
        + "Эл. почта руководителя\n";
    private const string Hope = "Уфа;ТОС «Надежда»;Иванова Анна;8-945-353-35-15;anna@example.org\n";

    private Office office = null!;

    public async ValueTask InitializeAsync() => office = await Office.WithMunicipalities();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Theory]
    [InlineData(Unnamed + "Уфа;ТОС «Надежда»;8-945-353-35-15\n")]
    [InlineData(Named + "Уфа;ТОС «Надежда»;;8-945-353-35-15;\n")]
    [InlineData(Named + "Уфа;ТОС «Надежда»;;;anna@example.org\n")]
    public async Task A_contact_of_nobody_is_left_out_and_the_row_says_so(string file)
    {
        var report = await office.Text(Register, file);
        (report.New, report.Refused).ShouldBe((1, 0), ImportingARegister.Told(report));
        report.Rows.Single().Warnings.ShouldContain(w => w.Code == "head.contact-without-name");
        (await office.Card("ТОС «Надежда»")).Head.ShouldBeNull();
    }

    [Fact]
    public async Task A_row_without_any_contact_has_nothing_to_warn_of()
    {
        var report = await office.Text(Register, Unnamed + "Уфа;ТОС «Надежда»;\n");
        report.Rows.SelectMany(row => row.Warnings).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_file_has_no_names_the_contact_is_that_of_the_head_on_record()
    {
        await office.Text(Register, Named + Hope);
        var head = (await office.Card("ТОС «Надежда»")).Head!;
        var report = await office.Text(Register, Unnamed + "Уфа;ТОС «Надежда»;8-945-353-35-99\n");
        (report.Changed, report.Rows.Single().Warnings.Count)
            .ShouldBe((1, 0), ImportingARegister.Told(report));
        (await office.Card("ТОС «Надежда»")).Head
            .ShouldBe(head with { Phone = new PhoneNumber("+79453533599") });

        var before = await office.Head();
        await office.Text(Register, Unnamed + "Уфа;ТОС «Надежда»;8-945-353-35-99\n");
        (await office.EventsAfter(before)).ShouldBeEmpty();
        await office.Text(Register, Unnamed + "Уфа;ТОС «Надежда»;\n");
        (await office.Card("ТОС «Надежда»")).Head
            .ShouldBe(head with { Phone = null }, "an empty cell empties its field");
    }

    [Fact]
    public async Task Where_a_person_named_the_head_the_registers_unnamed_contact_does_not_touch_him()
    {
        await office.Text(Register, "Муниципалитет;Наименование\nУфа;ТОС «Надежда»\n");
        var named = new Contact(new(Guid.CreateVersion7()), new("Орлова Вера"), null, new("+79453533500"));
        await office.Ask(GrainKinds.Community, (await office.IdOf("ТОС «Надежда»")).Value,
            asked => new CommunityCommand.NameHead(asked, named));
        var report = await office.Text(Register, Unnamed + "Уфа;ТОС «Надежда»;8-945-353-35-99\n");
        report.Rows.Single().Warnings.Single().Code.ShouldBe("head.contact-without-name");
        (await office.Card("ТОС «Надежда»")).Head.ShouldBe(named);
    }
}
