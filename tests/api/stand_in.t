# whose a first step is when the only one who could do it is no more: named there, else who supervises and is there
pack: packs/standin
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor street holds secretary at S1
actor company holds handler at P1

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p=$.items[0].id
clerk POST /api/v1/cases {"process": "asked", "place": "{g}", "words": "何时更换门禁", "form": {"asked": "{p}"}}   201 -> one=$.id
clerk POST /api/v1/cases {"process": "named", "place": "{g}", "words": "何时修电梯", "form": {"asked": "{p}"}}   201 -> two=$.id
company GET /api/v1/my/tasks   200 $.items#2
street GET /api/v1/my/tasks   200 $.items#0
sys_admin POST /api/v1/orgs/{p}/end {}   200
settle

# nobody dispatches here; nobody is the community's secretary: so it is the street's
street GET /api/v1/cases/{one}   200 $.tasks#1 $.tasks[0].post=secretary -> v=$.version
street GET /api/v1/my/tasks   200 $.items#1 $.items[0].id={one}
street GET /api/v1/messages   200 $.items#1 $.items[0].words~东物业已撤销
street POST /api/v1/cases/{one}/moves {"move": "never", "version": {v}, "form": {"reason": "企业已注销"}}   200 $.ended_as=unanswered

# where two moves name the clerk beside the company, the clerk has it, once
clerk GET /api/v1/cases/{two}   200 $.tasks#1 $.tasks[0].post=clerk -> v=$.version
clerk GET /api/v1/messages   200 $.items#1
clerk POST /api/v1/cases/{two}/moves {"move": "again", "version": {v}, "form": {"reason": "企业已注销"}}   200 $.ended_as=unanswered
