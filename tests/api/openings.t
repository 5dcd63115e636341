# what an account may open, by which channels and where, is told before anybody fills in a form
# GJ-57 only the subdistrict whistles; GJ-49 only subdistrict and community file a member unit's quarterly report.
rows: GJ-49 GJ-57
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor boss holds secretary at 990101001
actor other-boss holds secretary at 990101002
actor centre holds centre_clerk at 990101001
actor community holds secretary at 990101001001
actor works holds handler at M1
actor resident

nobody GET /api/v1/places/search?q=990101001001&match=code   200 -> c=$.items[0].id
boss GET /api/v1/orgs/search?q=市政管理处   200 -> m1=$.items[0].id

# the subdistrict whistles in its own communities and nowhere else
boss GET /api/v1/my/openings   200 $.items[process=whistle].title=街道吹哨、部门报到 $.items[process=whistle].channels#1
    $.items[process=whistle].channels[0]=worker $.items[*].process=unit_report
boss GET /api/v1/my/openings?place={c}   200 $.items[*].process=whistle $.items[*].process=unit_report
boss GET /api/v1/my/openings Accept-Language:en   200 $.items[process=whistle].title="The subdistrict whistles"
centre GET /api/v1/my/openings   200 $.items[*].process=whistle $.items[*].process!=unit_report
other-boss GET /api/v1/my/openings   200 $.items[*].process=whistle
other-boss GET /api/v1/my/openings?place={c}   200 $.items[*].process!=whistle $.items[*].process!=unit_report
community GET /api/v1/my/openings   200 $.items[*].process!=whistle $.items[*].process=unit_report
community GET /api/v1/my/openings?place={c}   200 $.items[*].process!=whistle $.items[*].process=unit_report
works GET /api/v1/my/openings   200 $.items[*].process!=whistle $.items[*].process!=unit_report

# the answer to the same question asked by opening one
other-boss POST /api/v1/cases {"process": "whistle", "place": "{c}", "words": "x", "form": {"called": ["{m1}"]}}
    403 $.fields[0].path=process
community POST /api/v1/cases {"process": "whistle", "place": "{c}", "words": "x", "form": {"called": ["{m1}"]}}
    403 $.fields[0].path=process

# a resident opens what comes by an account; what only other cases open, nobody does
resident GET /api/v1/my/openings   200 $.items[*].process=service_item $.items[process=self_management].channels#1
    $.items[process=self_management].channels[0]=account $.items[*].process!=admission $.items[*].process!=whistle
boss GET /api/v1/my/openings   200 $.items[process=self_management].channels#3 $.items[*].channels[*]!=case
resident GET /api/v1/my/openings?place=1   404 $.fields[0].path=place
resident GET /api/v1/my/openings?place=x   422
nobody GET /api/v1/my/openings   401
